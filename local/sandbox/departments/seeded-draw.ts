// Random-looking values that repeat: each draw is a hash of seed, enterprise and topic, so no draw disturbs another.

/** Draws for one enterprise; the same seed, USCC and topic always give the same value. */
export interface SeededDraw {
  /** In the open interval (0, 1). */
  uniform(topic: string): number;
  /** True with probability `share` (0 to 1). */
  chance(topic: string, share: number): boolean;
  /** Log-normal: half of all draws lie below `median`; `sigma` is the deviation of the logarithm. */
  lognormal(topic: string, median: number, sigma: number): number;
  /** A whole number from `low` to `high`, both included. */
  between(topic: string, low: number, high: number): number;
  /** One of the keys, in proportion to their weights. */
  pick<Key extends string>(topic: string, weights: Readonly<Record<Key, number>>): Key;
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

function hashText(text: string, start: number): number {
  let hash = start;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), FNV_PRIME);
  return hash;
}

/** Murmur3's finaliser: spreads FNV's weak high bits over the whole word. */
function spread(hash: number): number {
  let word = hash;
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (word ^ (word >>> 16)) >>> 0;
}

/** @param seed any whole number: a replay with another seed sees another city */
export function seededDraw(seed: number, uscc: string): SeededDraw {
  const start = hashText(`${seed}|${uscc}|`, FNV_OFFSET);
  const uniform = (topic: string): number => (spread(hashText(topic, start)) + 0.5) / 4_294_967_296;
  const normal = (topic: string): number =>
    Math.sqrt(-2 * Math.log(uniform(`${topic}/radius`))) * Math.cos(2 * Math.PI * uniform(`${topic}/angle`));
  return {
    uniform,
    chance: (topic, share) => uniform(topic) < share,
    lognormal: (topic, median, sigma) => median * Math.exp(sigma * normal(topic)),
    between: (topic, low, high) => low + Math.floor(uniform(topic) * (high - low + 1)),
    pick: (topic, weights) => pickWeighted(weights, uniform(topic)),
  };
}

function pickWeighted<Key extends string>(weights: Readonly<Record<Key, number>>, position: number): Key {
  const keys = Object.keys(weights) as Key[];
  const total = keys.reduce((sum, key) => sum + weights[key], 0);
  let rest = position * total;
  for (const key of keys) {
    rest -= weights[key];
    if (rest < 0) return key;
  }
  const last = keys.at(-1);
  if (last === undefined) throw new RangeError('nothing to pick from');
  return last;
}
