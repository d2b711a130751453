"""What holds for all tests, wherever they run."""

from __future__ import annotations

import signal

from hypothesis import HealthCheck, settings

# A slow or busy machine must not decide whether a property holds.
settings.register_profile("haluan", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("haluan")

# A job in the background starts with Ctrl-C ignored, and so would the processes whose Ctrl-C is tested.
signal.signal(signal.SIGINT, signal.default_int_handler)
