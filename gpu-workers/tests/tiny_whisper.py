"""A Whisper model of a few megabytes that has learnt one thing: to answer " yes" to any sound.

All weights are small and random, but for a chain of likely tokens: after <|notimestamps|> comes " yes",
then the end.
"""

import json
from pathlib import Path

import numpy as np
from ctranslate2.specs import WhisperSpec
from faster_whisper.tokenizer import _LANGUAGE_CODES
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

_WIDTH = 64
_MELS = 80
# where the special tokens of the multilingual models begin
_FIRST_SPECIAL = 50_257
_WORD = "Ġyes"


def make_tiny_whisper(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    tokens = _vocabulary()
    _write_tokenizer(tokens, folder)
    spec = WhisperSpec(1, 2, 1, 2)
    random = np.random.default_rng(11)

    def small(*shape: int) -> np.ndarray:
        return (random.standard_normal(shape) * 0.02).astype(np.float32)

    _fill_encoder(spec.encoder, small)
    _fill_decoder(spec.decoder, small, tokens, random)
    spec.register_vocabulary(tokens)
    at = tokens.index
    spec.config.suppress_ids, spec.config.suppress_ids_begin = [], []
    spec.config.lang_ids = [at(f"<|{code}|>") for code in _LANGUAGE_CODES]
    spec.config.alignment_heads = [(0, 0)]
    spec.validate()
    spec.optimize()
    spec.save(str(folder))
    return folder


def _vocabulary() -> list[str]:
    plain = [*sorted(pre_tokenizers.ByteLevel.alphabet()), _WORD]
    special = [
        "<|endoftext|>",
        "<|startoftranscript|>",
        *(f"<|{code}|>" for code in _LANGUAGE_CODES),
        *("<|translate|>", "<|transcribe|>", "<|startoflm|>", "<|startofprev|>", "<|nospeech|>"),
        "<|notimestamps|>",
        *(f"<|{step * 0.02:.2f}|>" for step in range(1_501)),
    ]
    filler = [f"filler{n}" for n in range(_FIRST_SPECIAL - len(plain))]
    # the empty token stands last before the special ones in every multilingual model
    return [*plain, *filler[:-1], "", *special]


def _write_tokenizer(tokens: list[str], folder: Path) -> None:
    ids = {token: n for n, token in enumerate(tokens)}
    tokenizer = Tokenizer(models.BPE(vocab=ids, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    special = [AddedToken(token, special=True) for token in tokens if token.startswith("<|")]
    tokenizer.add_special_tokens(special)
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "preprocessor_config.json").write_text(json.dumps({"feature_size": _MELS}))


def _fill_linear(linear, small, rows: int, columns: int) -> None:
    linear.weight, linear.bias = small(rows, columns), np.zeros(rows, np.float32)


def _fill_norm(norm) -> None:
    norm.gamma, norm.beta = np.ones(_WIDTH, np.float32), np.zeros(_WIDTH, np.float32)


def _fill_attention(attention, small, parts: tuple[int, ...]) -> None:
    _fill_norm(attention.layer_norm)
    for linear, times in zip(attention.linear, parts, strict=True):
        _fill_linear(linear, small, _WIDTH * times, _WIDTH)


def _fill_ffn(ffn, small) -> None:
    _fill_norm(ffn.layer_norm)
    _fill_linear(ffn.linear_0, small, _WIDTH * 2, _WIDTH)
    _fill_linear(ffn.linear_1, small, _WIDTH, _WIDTH * 2)


def _fill_encoder(encoder, small) -> None:
    for conv, channels in ((encoder.conv1, _MELS), (encoder.conv2, _WIDTH)):
        conv.weight, conv.bias = small(_WIDTH, channels, 3), np.zeros(_WIDTH, np.float32)
    encoder.position_encodings.encodings = small(1_500, _WIDTH)
    _fill_norm(encoder.layer_norm)
    for layer in encoder.layer:
        _fill_attention(layer.self_attention, small, (3, 1))
        _fill_ffn(layer.ffn, small)


def _fill_decoder(decoder, small, tokens: list[str], random: np.random.Generator) -> None:
    embeddings = random.standard_normal((len(tokens), _WIDTH)).astype(np.float32)
    projection = small(len(tokens), _WIDTH)
    for before, after in (("<|notimestamps|>", _WORD), (_WORD, "<|endoftext|>")):
        projection[tokens.index(after)] = embeddings[tokens.index(before)]
    decoder.embeddings.weight = embeddings
    decoder.projection.weight = projection
    decoder.position_encodings.encodings = small(448, _WIDTH)
    _fill_norm(decoder.layer_norm)
    for layer in decoder.layer:
        _fill_attention(layer.self_attention, small, (3, 1))
        _fill_attention(layer.attention, small, (1, 2, 1))
        _fill_ffn(layer.ffn, small)
