// Districts are data with validity dates: which district a registration belongs to on a given day, or that nobody can tell.
import * as z from 'zod';
import { parseDay } from '../kernel/day.ts';
import type { DayText } from '../kernel/day.ts';
import { Fault } from '../kernel/fault.ts';

const daySchema = z.string().refine((text) => parseDay(text) !== undefined, 'YYYY-MM-DD');
const areaSchema = z.string().regex(/^\d{6}$/);

/** `city-level`: registered with the city or the province itself, which names no district (市级). */
export const DISTRICT_KINDS = [
  'city-level',
  'district',
  'county',
  'county-level-city',
  'functional-zone',
] as const;

export const districtSchema = z.strictObject({
  code: z.string().min(1),
  kind: z.enum(DISTRICT_KINDS),
  zh: z.string().min(1),
  en: z.string().min(1),
  /** First and last day it exists; absent: no bound. The same code may stand again for a later day. */
  from: daySchema.optional(),
  until: daySchema.optional(),
  /** Area codes (GB/T 2260) in USCCs that mean this district; a functional zone has none. */
  registerCodes: z.array(areaSchema).default([]),
  /** Codes that took over its area after `until`; more than one means that a registration alone does not tell which. */
  successors: z.array(z.string()).default([]),
  /** For a functional zone: the districts it lies in. */
  within: z.array(z.string()).default([]),
});
export type District = z.infer<typeof districtSchema>;

export const districtFileSchema = z.strictObject({
  /** The law or notice each date comes from. */
  sources: z.array(z.string()).default([]),
  districts: z.array(districtSchema).min(1),
});

/** All versions of all districts, checked against each other. */
export interface DistrictDirectory {
  readonly districts: readonly District[];
  readonly byRegisterCode: ReadonlyMap<string, readonly District[]>;
}

export type DistrictReading =
  | { readonly known: true; readonly district: District }
  /** `outside`: no district of the directory has that area code. `ambiguous`: it became one of `candidates`. */
  | { readonly known: false; readonly code: 'outside' | 'ambiguous'; readonly candidates: readonly string[] };

const existsOn = (district: District, day: DayText): boolean =>
  (district.from === undefined || district.from <= day) &&
  (district.until === undefined || day <= district.until);

const overlap = (a: District, b: District): boolean =>
  (a.from === undefined || b.until === undefined || a.from <= b.until) &&
  (b.from === undefined || a.until === undefined || b.from <= a.until);

/** Builds the directory of a parsed districts file. @throws Fault invalid naming each place that is wrong */
export function districtDirectory(file: unknown): DistrictDirectory {
  const parsed = districtFileSchema.safeParse(file);
  if (!parsed.success) {
    throw new Fault('invalid', {
      reason: 'districts',
      fields: parsed.error.issues.map((issue) => ({
        path: issue.path.join('.'),
        zh: '区划数据格式不正确',
        en: issue.message,
      })),
    });
  }
  const { districts } = parsed.data;
  const codes = new Set(districts.map((district) => district.code));
  const byRegisterCode = new Map<string, District[]>();
  districts.forEach((district, index) => {
    const unknown = [...district.successors, ...district.within].find((code) => !codes.has(code));
    if (unknown !== undefined)
      throw inconsistent(index, `没有代码为 ${unknown} 的区划`, `no district has the code ${unknown}`);
    const twin = districts
      .slice(0, index)
      .find((other) => other.code === district.code && overlap(other, district));
    if (twin !== undefined)
      throw inconsistent(
        index,
        `${district.code} 的有效期重叠`,
        `${district.code} stands twice for the same day`,
      );
    for (const area of district.registerCodes) {
      const others = byRegisterCode.get(area) ?? [];
      if (others.some((other) => overlap(other, district))) {
        throw inconsistent(
          index,
          `登记代码 ${area} 同一天对应两个区划`,
          `area code ${area} means two districts on the same day`,
        );
      }
      byRegisterCode.set(area, [...others, district]);
    }
  });
  return { districts, byRegisterCode };
}

const inconsistent = (index: number, zh: string, en: string): Fault =>
  new Fault('invalid', { reason: 'districts', fields: [{ path: `districts.${index}`, zh, en }] });

/** The districts that exist on a day, in the file's order. */
export const districtsOn = (directory: DistrictDirectory, day: DayText): District[] =>
  directory.districts.filter((district) => existsOn(district, day));

/**
 * The district on a day of a body whose USCC carries an area code.
 * Starts at the version that had the code when the body was registered and follows successors while there is exactly one.
 */
export function districtOf(
  directory: DistrictDirectory,
  area: string,
  registeredOn: DayText,
  asOf: DayText,
): DistrictReading {
  const versions = directory.byRegisterCode.get(area) ?? [];
  const first = versions.find((version) => existsOn(version, registeredOn)) ?? versions[0];
  if (first === undefined) return { known: false, code: 'outside', candidates: [] };
  let current: District = first;
  while (current.until !== undefined && current.until < asOf) {
    const next = successorsOf(directory, current, current.until);
    const [only] = next;
    if (only === undefined || next.length > 1)
      return { known: false, code: 'ambiguous', candidates: current.successors };
    current = only;
  }
  return { known: true, district: current };
}

/** The next version of each successor after the last day of a district, in the order that the district names them. */
function successorsOf(directory: DistrictDirectory, district: District, until: DayText): District[] {
  return district.successors.flatMap((code) => {
    const later = directory.districts.filter(
      (other) => other.code === code && other.from !== undefined && other.from > until,
    );
    return later.length === 0 ? [] : [later.reduce((a, b) => ((a.from ?? '') <= (b.from ?? '') ? a : b))];
  });
}
