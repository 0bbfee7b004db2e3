"""A narrator's recording made of a machine's: takes.py IN.wav OUT.wav PAUSE_FACTOR [NOISE_DB].

Every pause of 100 ms or more becomes PAUSE_FACTOR times as long, and white noise lies over all, by default at
-60 dB below full scale. The noise is the same each time.
"""
import array
import math
import random
import sys
import wave

source, target, factor = sys.argv[1], sys.argv[2], float(sys.argv[3])
amplitude = 32767 * 10 ** ((float(sys.argv[4]) if len(sys.argv) > 4 else -60) / 20) * math.sqrt(3)
with wave.open(source) as wav:
    rate, samples = wav.getframerate(), array.array("h", wav.readframes(wav.getnframes()))
stretched, quiet = array.array("h"), 0
for i in range(len(samples) + 1):
    if i < len(samples) and abs(samples[i]) < 30:
        quiet += 1
        continue
    length = int(quiet * factor) if quiet >= rate // 10 else quiet
    stretched.extend(samples[i - quiet : i - quiet + min(quiet, length)])
    stretched.extend([0] * (length - quiet))
    stretched.extend(samples[i : i + 1])
    quiet = 0
noise = random.Random(1)
lead = [0] * (rate // 2)
noisy = [max(-32768, min(32767, round(s + noise.uniform(-amplitude, amplitude)))) for s in [*lead, *stretched, *lead]]
with wave.open(target, "w") as wav:
    wav.setnchannels(1)
    wav.setsampwidth(2)
    wav.setframerate(rate)
    wav.writeframes(array.array("h", noisy).tobytes())
