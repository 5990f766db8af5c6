// Picks the route of a request as API Gateway does: the whole path, literal parts before parameters.

export interface RouteMatch<T> {
  readonly routeKey: string;
  readonly target: T;
  /** Decoded values of the `{names}`. */
  readonly params: Readonly<Record<string, string>>;
}

interface Pattern<T> {
  readonly routeKey: string;
  readonly method: string;
  readonly parts: readonly string[];
  readonly target: T;
}

const isParameter = (part: string): boolean => part.startsWith('{');

function paramsOf(parts: readonly string[], given: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const value = given[index] ?? '';
    if (!isParameter(part)) {
      if (part !== value) return undefined;
    } else if (value === '') return undefined;
    else params[part.slice(1, -1)] = value;
  }
  return params;
}

/** A pattern is tried before another when its first part that differs in kind is literal. */
function byLiteralFirst(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, index) => isParameter(part) !== isParameter(b[index] ?? ''));
  return at < 0 ? 0 : Number(isParameter(a[at] ?? '')) - Number(isParameter(b[at] ?? ''));
}

/** Decodes each part of a path; undefined when the encoding is broken. */
function partsOf(path: string): string[] | undefined {
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

/**
 * A matcher over route keys (`GET /api/policies/{id}`).
 * @throws Error when a route key is there twice
 */
export function routeMatcher<T>(routes: readonly (readonly [routeKey: string, target: T])[]) {
  const keys = routes.map(([routeKey]) => routeKey);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw new Error(`two functions claim the route ${twice}`);
  const patterns = routes.map(([routeKey, target]): Pattern<T> => {
    const [method = '', path = ''] = routeKey.split(' ');
    return { routeKey, method, parts: path.split('/'), target };
  });
  patterns.sort((a, b) => a.parts.length - b.parts.length || byLiteralFirst(a.parts, b.parts));
  return (method: string, path: string): RouteMatch<T> | undefined => {
    const given = partsOf(path);
    if (given === undefined) return undefined;
    for (const pattern of patterns) {
      if (pattern.method !== method || pattern.parts.length !== given.length) continue;
      const params = paramsOf(pattern.parts, given);
      if (params) return { routeKey: pattern.routeKey, target: pattern.target, params };
    }
    return undefined;
  };
}
