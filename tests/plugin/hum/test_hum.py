from hum import Hum

from publish.testing import VoiceConformance


class TestHum(VoiceConformance):
    voice = Hum
