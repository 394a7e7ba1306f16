"""Which engine hears which language."""

from collections.abc import Mapping

from speech.engines.base import SttEngine
from speech.engines.nothing import NoEngine


class NoEngineForLanguage(ValueError):
    """Names the language and what can be done."""


class EngineRoutes:
    """`engines` by name, `routes` language → name. `model=none` hears nothing, other models mean: by
    language."""

    def __init__(self, engines: Mapping[str, SttEngine], routes: Mapping[str, str]) -> None:
        self._engines = {"none": NoEngine(), **engines}
        self._routes = dict(routes)

    @property
    def engines(self) -> Mapping[str, SttEngine]:
        return self._engines

    def engine_for(self, language: str, model: str = "") -> SttEngine:
        """A model that is an engine's name chooses it; others (nova-3 …) are left to the routes."""
        name = model if model in self._engines else self._routes.get(language)
        engine = self._engines.get(name or "")
        if engine is None:
            raise NoEngineForLanguage(
                f"no recogniser for {language}: name one in STT_ROUTES={language}:engine"
            )
        if language not in engine.languages:
            raise NoEngineForLanguage(
                f"{engine.name} has no model for {language}: route {language} elsewhere"
            )
        return engine
