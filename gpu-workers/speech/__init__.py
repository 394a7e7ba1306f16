"""Speech worker: recognition, voice activity and synthesis for telephone calls."""
