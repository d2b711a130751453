"""Settings of Hypothesis for all tests: a slow or busy machine must not decide whether a property holds."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("haluan", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("haluan")
