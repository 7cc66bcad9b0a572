from typing import ClassVar

from shouting import RULES

from publish.testing import Example, RuleConformance


class TestShouting(RuleConformance):
    rules = RULES
    examples: ClassVar = {
        "shouting": Example("# Iron\n\nDO NOT TAKE it.", "# Iron\n\nDo **not** take it, says the NHS.")
    }
