"""How random documents are drawn: by the seed alone."""

from __future__ import annotations

from hypothesis.internal.conjecture.providers import AVAILABLE_PROVIDERS, HypothesisProvider

BY_SEED = "by-seed"


class BySeed(HypothesisProvider):
    """Draws as Hypothesis does, but never the constants of whatever modules are loaded.

    With those, one seed gives other documents in a test run than in `make proof`, and a finding is not found again.
    Made as Hypothesis' guide to alternative backends has it.
    """

    def _maybe_draw_constant(self, *_: object, **__: object) -> None:
        return None


AVAILABLE_PROVIDERS[BY_SEED] = f"{__name__}.{BySeed.__name__}"
