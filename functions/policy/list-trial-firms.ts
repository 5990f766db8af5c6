// The firms that a difference affects, as a file for people: who they are, and what each would get before and after.
import { fen, fenToYuan } from '../../core/kernel/fen.ts';
import type { AffectedFirm, DifferencePart } from '../../core/policy/trial-pass.ts';
import { UNKNOWN_CODE, type FirmAnswer } from '../../core/policy/trial-tally.ts';
import type { CatalogueItem } from '../../core/rules/catalogue.ts';
import type { Deps } from '../deps.ts';

/** With a byte order mark, so that spreadsheets read the Chinese. */
const HEADER =
  '\ufeff统一社会信用代码 uscc,名称 name,区县 district,原结论 before,原金额 yuan before,新结论 after,新金额 yuan after,差额 difference\r\n';
const PAGE = 500;

/** Those who lose most first, then those who gain most. */
export async function firmsCsv(
  deps: Pick<Deps, 'store'>,
  district: CatalogueItem | undefined,
  { affected }: Pick<DifferencePart, 'affected'>,
): Promise<string> {
  const sorted = affected.toSorted((a, b) => deltaFen(a) - deltaFen(b) || (a.uscc < b.uscc ? -1 : 1));
  const words = new Map(district?.values?.map(({ code, zh }) => [code, zh]));
  const lines = [HEADER];
  for (let from = 0; from < sorted.length; from += PAGE) {
    const firms = sorted.slice(from, from + PAGE);
    const found = await deps.store.readMany(
      'enterprise',
      firms.map(({ uscc }) => uscc),
    );
    firms.forEach((firm, index) => lines.push(lineOf(firm, found[index]?.name ?? '', words)));
  }
  return lines.join('');
}

const paidFen = ({ eligible, amountFen }: FirmAnswer): number => (eligible === true ? (amountFen ?? 0) : 0);
const deltaFen = ({ before, after }: AffectedFirm): number => paidFen(after) - paidFen(before);

const outcomeWords = ({ eligible }: FirmAnswer): string =>
  eligible === null ? '可能符合 unknown' : eligible ? '符合 eligible' : '不符合 ineligible';

const amountText = ({ eligible, amountFen }: FirmAnswer): string =>
  eligible === false || amountFen === null ? '' : fenToYuan(amountFen);

/** A cell that a spreadsheet would run as a formula is made text; quotes are doubled. */
const cell = (text: string): string =>
  `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

function lineOf(firm: AffectedFirm, name: string, districts: ReadonlyMap<string, string>): string {
  const { uscc, district, before, after } = firm;
  const place = district === UNKNOWN_CODE ? '' : (districts.get(district) ?? district);
  const answers = [
    outcomeWords(before),
    amountText(before),
    outcomeWords(after),
    amountText(after),
    fenToYuan(fen(deltaFen(firm))),
  ];
  return `${[uscc, cell(name), cell(place), ...answers].join(',')}\r\n`;
}
