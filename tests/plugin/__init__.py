"""A format plugin from outside the library, as a third party would write it."""
