"""The caller's ear: which of a few known questions was just spoken.

stdin, one JSON object a line: first {"phrases": [...]}, then {"id": n, "turn": n, "pcm": base64 of 8 kHz L16 LE}.
stdout: {"ready": true}, then for each piece {"id": n, "heard": phrase or null}. A piece is speech between two pauses;
the grammar also gets it joined to the pieces before it in the same turn, as a question may hold a pause.
"""

import base64
import json
import re
import sys

import numpy as np
import soxr
from pocketsphinx import Decoder

RATE_HZ = 16_000
PIECES_JOINED = 4
# upsampled telephone audio has nothing above 4 kHz, which the model's features cannot bear: noise at -60 dBFS
NOISE_RMS = 10 ** (-60 / 20)
# speech has 7 to 25 phones a second; outside of that a sentence was pressed onto other words
PHONES_PER_SECOND = (6.0, 26.0)


def make_decoder(phrases: list[str]) -> Decoder:
    # bestpath=True returns incomplete sentences in grammar mode
    decoder = Decoder(lm=None, bestpath=False, loglevel="FATAL")
    for word in sorted({word for phrase in phrases for word in phrase.split()}):
        if decoder.lookup_word(word) is None:
            raise SystemExit(f"the ear does not know the word {word!r}: spell it as words of cmudict")
    rule = " | ".join(phrases)
    decoder.add_jsgf_string("asked", f"#JSGF V1.0;\ngrammar asked;\npublic <asked> = {rule};\n")
    decoder.activate_search("asked")
    return decoder


def decode(decoder: Decoder, pcm: np.ndarray, noise: np.random.Generator) -> str | None:
    silence = np.zeros(RATE_HZ // 5, np.float32)
    samples = np.concatenate([silence, soxr.resample(pcm, 8_000, RATE_HZ), silence])
    samples = samples + noise.normal(0, NOISE_RMS, len(samples))
    decoder.start_utt()
    decoder.process_raw((samples.clip(-1, 1) * 32_767).astype("<i2").tobytes(), False, True)
    decoder.end_utt()
    found = decoder.hyp()
    text = found.hypstr.strip() if found else ""
    if not text:
        return None
    phones = sum(len((decoder.lookup_word(re.sub(r"\(\d+\)", "", word)) or "").split()) for word in text.split())
    slowest, fastest = PHONES_PER_SECOND
    return text if slowest <= phones / (len(pcm) / 8_000) <= fastest else None


def main() -> None:
    phrases = json.loads(sys.stdin.readline())["phrases"]
    decoder = make_decoder(phrases)
    noise = np.random.default_rng(1)
    print(json.dumps({"ready": True}), flush=True)
    turn, pieces = None, []
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["turn"] != turn:
            turn, pieces = asked["turn"], []
        pcm = np.frombuffer(base64.b64decode(asked["pcm"]), dtype="<i2").astype(np.float32) / 32_768
        pieces = [*pieces, pcm][-PIECES_JOINED:]
        heard = None
        # the longest stretch first: a whole question beats the words at its end
        for count in range(len(pieces), 0, -1):
            text = decode(decoder, np.concatenate(pieces[-count:]), noise)
            if text in phrases:
                heard = text
                break
        print(json.dumps({"id": asked["id"], "heard": heard}), flush=True)


if __name__ == "__main__":
    main()
