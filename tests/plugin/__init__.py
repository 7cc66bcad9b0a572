"""Plugins from outside the library, one of each kind, as a third party would write, install and test them."""
