// The place in a group of policies: what the next claim may get beside those that stand, and what the place is worth after it.
import { describe, expect, it } from 'vitest';
import { leftBeside, raisePlace, takePlace } from '../../core/disbursement/group-place.ts';
import type { Slot } from '../../core/disbursement/claim.ts';
import { fen } from '../../core/kernel/fen.ts';
import type { LEVELS } from '../../core/policy/policy-document.ts';
import { type PolicyDocument } from '../../core/policy/policy-document.ts';
import { applicationOf } from './allocator-desk.ts';
import { NOW } from '../payment/payment-desk.ts';

type Level = (typeof LEVELS)[number];
type Rule = PolicyDocument['stacking']['rule'];
const documentOf = (level: Level, rule: Rule, higherLevelPrevails: boolean): PolicyDocument =>
  ({ level, stacking: { group: 'aid', rule, higherLevelPrevails } }) as unknown as PolicyDocument;
const placeOf = (changes: Partial<Slot> = {}): Slot => ({
  id: 'aid.u',
  version: 1,
  claimId: 'q.u.once',
  takenAt: NOW,
  amountFen: fen(700),
  ...changes,
});

describe('beside a place worth 700, a claim of 1,000 fen', () => {
  it.each<[Rule, boolean, Level, Level | undefined, number]>([
    ['exclusive', false, 'city', 'city', 0],
    ['highest', false, 'city', 'city', 300],
    ['exclusive', false, 'city', 'district', 0],
    ['highest', false, 'district', 'city', 300],
    // The higher level prevails: it pays the difference, whatever the rule, and a lower one after it nothing.
    ['exclusive', true, 'city', 'district', 300],
    ['exclusive', true, 'national', 'province', 300],
    ['highest', true, 'city', 'district', 300],
    ['exclusive', true, 'district', 'city', 0],
    ['highest', true, 'district', 'city', 0],
    ['highest', true, 'province', 'national', 0],
    // On one level, or beside a place that is older than levels, the rule alone counts.
    ['exclusive', true, 'city', 'city', 0],
    ['highest', true, 'city', 'city', 300],
    ['exclusive', true, 'city', undefined, 0],
    ['highest', true, 'city', undefined, 300],
  ])(
    'under %s (higher level prevails: %s), of the %s beside the %s, gets %d',
    (rule, prevails, own, of, left) => {
      const place = of === undefined ? placeOf() : placeOf({ level: of });
      expect(leftBeside(documentOf(own, rule, prevails), place, fen(1000))).toBe(left);
    },
  );

  it('gets nothing beside a place of which nobody knows the worth', () => {
    const { amountFen: _unknown, ...place } = placeOf();
    expect(leftBeside(documentOf('city', 'highest', false), place, fen(1000))).toBe(0);
  });
});

describe('a place that a claim takes', () => {
  const take = (level: Level, before: Slot | undefined, amountFen = 1000) =>
    takePlace(
      documentOf(level, 'highest', true),
      'aid',
      applicationOf(1, { uscc: 'u', amountFen: fen(amountFen) }),
      before,
      { claimId: 'p.u.once', at: NOW },
    );

  it('is a new one, of its own level, where none was', () => {
    expect(take('city', undefined)).toEqual({
      id: 'aid.u',
      version: 1,
      claimId: 'p.u.once',
      takenAt: NOW,
      amountFen: 1000,
      level: 'city',
    });
  });

  it.each<[Level, Level | undefined, Level]>([
    ['city', 'district', 'city'],
    ['district', 'city', 'city'],
    ['city', 'city', 'city'],
    ['city', undefined, 'city'],
    ['district', 'national', 'national'],
  ])('of a claim of the %s keeps the highest level behind it: after the %s, %s', (own, before, expected) => {
    const place = take(
      own,
      before === undefined ? placeOf({ version: 4 }) : placeOf({ version: 4, level: before }),
    );
    expect(place).toMatchObject({ version: 5, claimId: 'p.u.once', amountFen: 1000, level: expected });
  });

  it('of an application without an amount is worth nothing', () => {
    const { amountFen: _none, ...application } = applicationOf(1);
    const place = takePlace(documentOf('city', 'highest', false), 'aid', application, undefined, {
      claimId: 'c',
      at: NOW,
    });
    expect(place.amountFen).toBe(0);
  });
});

describe('a place whose award is topped up', () => {
  const raise = (isOwn: boolean, correctFen: number, differenceFen: number, place = placeOf()) =>
    raisePlace(place, isOwn, { correctFen: fen(correctFen), differenceFen: fen(differenceFen) });

  it('is worth what the award is now, and the award’s own claim gets the whole difference', () => {
    const { place, leftFen } = raise(true, 900, 200);
    expect(place).toEqual(placeOf({ version: 2, amountFen: fen(900) }));
    expect(leftFen).toBe(200);
  });

  it('beside another’s claim gets only what lies above the place', () => {
    expect(raise(false, 900, 500).leftFen).toBe(200);
    expect(raise(false, 900, 150).leftFen).toBe(150);
  });

  it('is never lowered: where the other’s claim is worth as much or more, nothing is left', () => {
    expect(raise(false, 700, 300)).toEqual({ place: placeOf({ version: 2 }), leftFen: 0 });
    const { place } = raise(true, 600, 100);
    expect(place).toEqual(placeOf({ version: 2 }));
  });

  it('of unknown worth counts as worth nothing before', () => {
    const { amountFen: _unknown, ...place } = placeOf();
    expect(raise(false, 900, 900, place)).toMatchObject({ place: { amountFen: 900 }, leftFen: 900 });
  });
});
