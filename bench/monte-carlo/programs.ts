/** Four lanes in the vector extension's own operations, for compilers that do not find them. */
export const sse2 = `#elif defined(__SSE2__) && VL==4
#include <immintrin.h>
static inline vf vsqrt(vf x){return (vf)_mm_sqrt_ps((__m128)x);}
static inline vf vmax(vf a,vf b){return (vf)_mm_max_ps((__m128)a,(__m128)b);}
static inline vf vmin(vf a,vf b){return (vf)_mm_min_ps((__m128)a,(__m128)b);}
static inline vf gat(const float*t,vi i){return (vf){t[i[0]],t[i[1]],t[i[2]],t[i[3]]};}
static inline vf blend(vf u,vf F,vf x,vf y){return SEL(u<F,x,y);}
`

/** Prints the processor milliseconds of a network's file and so many runs. */
export const numpyProgram = `
import sys, time
import numpy as np
data = open(sys.argv[1], 'rb').read()
runs = int(sys.argv[2])
n, m = np.frombuffer(data, np.int32, 2)
at = 8
def take(kind, count):
    global at
    found = np.frombuffer(data, kind, count, at)
    at += 4 * count
    return found
ends = take(np.int32, 2 * n + 1); slot = take(np.int32, m); lag = take(np.float32, m)
least = take(np.float32, n); likely = take(np.float32, n); most = take(np.float32, n)
random = np.random.default_rng(42)
began = time.process_time()
slots = np.zeros((2 * n, runs), np.float32)
last = np.zeros(runs, np.float32)
for j in range(n):
    u = random.random(runs, np.float32)
    a, c, b = least[j], likely[j], most[j]
    turn = (c - a) / (b - a)
    d = np.where(u < turn, a + np.sqrt(u * (b - a) * (c - a)), b - np.sqrt((1 - u) * (b - a) * (b - c)))
    s = np.zeros(runs, np.float32)
    for k in range(ends[2 * j], ends[2 * j + 1]): np.maximum(s, slots[slot[k]] + lag[k], out=s)
    for k in range(ends[2 * j + 1], ends[2 * j + 2]): np.maximum(s, slots[slot[k]] + lag[k] - d, out=s)
    slots[2 * j] = s
    slots[2 * j + 1] = s + d
    np.maximum(last, slots[2 * j + 1], out=last)
print((time.process_time() - began) * 1000)
`
