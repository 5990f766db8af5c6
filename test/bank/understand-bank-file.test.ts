// A readable bank file must be understood as the bank meant it: what is booked, returned, reversed, repeated or contradicted.
import { describe, expect, it } from 'vitest';
import { writeStatement, writeStatusReport } from '../../local/sandbox/bank/write-bank-report.ts';
import { decode, entry, good, head, notification, onlyReport } from './example-bank-file.ts';

describe('what is read as meant', () => {
  it('prefixes, comments, CDATA, numeric references and a byte-order mark change nothing', () => {
    const plain = onlyReport(good);
    const prefixed = good.replace(/<(\/?)([A-Z])/g, '<$1iso:$2').replace('xmlns=', 'xmlns:iso=');
    expect(onlyReport(prefixed)).toEqual(plain);
    expect(onlyReport(`\ufeff${good}`)).toEqual(plain);
    expect(
      onlyReport(
        good
          .replace('<GrpHdr>', '<!-- hello --><GrpHdr>')
          .replace('>E1<', '><![CDATA[E1]]><')
          .replace('补贴', '&#x8865;&#36148;'),
      ),
    ).toEqual(plain);
  });

  it('an element of another namespace is no part of the message', () => {
    const hidden = good.replace(
      '<CdtDbtInd>DBIT',
      '<Amt xmlns="urn:evil" Ccy="CNY">9.99</Amt><x:Amt xmlns:x="urn:evil" Ccy="CNY">8.88</x:Amt><CdtDbtInd>DBIT',
    );
    expect(onlyReport(hidden)).toEqual(onlyReport(good));
  });

  it('only BOOK is booked; every other entry status settles nothing', () => {
    for (const status of ['PDNG', 'INFO', 'FUTR', 'XXXX'])
      expect(onlyReport(good.replace('<Cd>BOOK</Cd>', `<Cd>${status}</Cd>`)).lines[0]).toMatchObject({
        status: 'pending',
        endToEndId: 'E1',
      });
    expect(onlyReport(good.replace('<Cd>BOOK</Cd>', '<Prtry>BOOK?</Prtry>')).lines[0]).toMatchObject({
      status: 'pending',
    });
  });

  it('a reversal is marked, and money that came back is returned with its reason', () => {
    const back = entry(3, { direction: 'credit', returnReason: { code: 'AC04', text: '账户已销户' } });
    expect(onlyReport(notification(back)).lines[0]).toMatchObject({
      status: 'returned',
      isReversal: false,
      reason: { code: 'AC04', text: '账户已销户' },
    });
    const reversed = notification(entry(4, { direction: 'credit' })).replace(
      '</CdtDbtInd>',
      '</CdtDbtInd><RvslInd>true</RvslInd>',
    );
    expect(onlyReport(reversed).lines[0]).toMatchObject({
      status: 'booked',
      isReversal: true,
      direction: 'credit',
    });
  });

  it('an entry without details, or with NOTPROVIDED, is a line that names no payment', () => {
    expect(onlyReport(good.replace(/<NtryDtls>.*?<\/NtryDtls>/s, '')).lines[0]).toEqual({
      amountFen: 101,
      direction: 'debit',
      status: 'booked',
      isReversal: false,
      bankReference: 'R1',
      bookingDay: '2020-03-03',
      valueDay: '2020-03-03',
    });
    expect(onlyReport(good.replace('>E1<', '>NOTPROVIDED<')).lines[0]).not.toHaveProperty('endToEndId');
  });

  it('a batched entry gives a line for each transaction, and a sum that differs is said', () => {
    const details = (id: string, yuan: string) =>
      `<TxDtls><Refs><EndToEndId>${id}</EndToEndId></Refs><Amt Ccy="CNY">${yuan}</Amt></TxDtls>`;
    const batch = (a: string, b: string) =>
      notification(entry(1)).replace(/<TxDtls>.*<\/TxDtls>/s, details('EA', a) + details('EB', b));
    expect(onlyReport(batch('1.00', '0.01'))).toMatchObject({
      problems: [],
      lines: [
        { endToEndId: 'EA', amountFen: 100 },
        { endToEndId: 'EB', amountFen: 1 },
      ],
    });
    expect(onlyReport(batch('1.00', '0.02')).problems).toMatchObject([
      { code: 'sum-differs', path: 'Ntry.0' },
    ]);
  });

  it('the same entry twice counts once, and a count that differs is said', () => {
    const twice = onlyReport(notification(entry(1), entry(1)));
    expect(twice.lines).toHaveLength(1);
    expect(twice.problems).toMatchObject([{ code: 'duplicate-line', path: 'Ntry.1' }]);
    const short = onlyReport(good.replace('<NbOfNtries>2<', '<NbOfNtries>3<'));
    expect(short.lines).toHaveLength(2);
    expect(short.problems).toMatchObject([{ code: 'count-differs' }]);
  });

  it('balances that do not tie are said, on a whole statement only', () => {
    const page = (number: number, isLast: boolean) =>
      decode(
        writeStatement({
          ...head,
          account: '123',
          day: '2020-03-03',
          page: { number, isLast },
          openingFen: 1000,
          closingFen: 900,
          entries: [entry(1)],
        }),
      );
    expect(onlyReport(page(1, true)).problems).toMatchObject([{ code: 'balance-differs' }]);
    expect(onlyReport(page(1, false))).toMatchObject({ problems: [], page: { number: 1, isLast: false } });
  });
});

describe('status reports', () => {
  const entries = [{ endToEndId: 'E1', status: 'ACSC' as const, amountFen: 5, bankReference: 'R1' }];
  const report = decode(writeStatusReport({ ...head, originalMessageId: 'M1', entries }));
  const withStatus = (code: string) => onlyReport(report.replace('<TxSts>ACSC<', `<TxSts>${code}<`)).lines[0];

  it('a transaction that is not named has no line, whatever the group says', () => {
    const silent = onlyReport(report.replace(/<TxInfAndSts>.*<\/TxInfAndSts>/s, ''));
    expect(silent).toMatchObject({ groupStatus: 'accepted', lines: [] });
  });

  it.each([
    ['ACSC', 'accepted'],
    ['ACSP', 'accepted'],
    ['ACTC', 'in-progress'],
    ['PDNG', 'in-progress'],
    ['CANC', 'in-progress'],
    ['ZZZZ', 'in-progress'],
    ['RJCT', 'rejected'],
  ])('%s is %s', (code, status) => expect(withStatus(code)).toMatchObject({ code, status }));

  it('a transaction without a status is in progress', () => {
    expect(onlyReport(report.replace('<TxSts>ACSC</TxSts>', '')).lines[0]).toMatchObject({
      status: 'in-progress',
    });
  });

  it('a refusal because the id is known is a duplicate, which voids nothing', () => {
    for (const code of ['AM05', 'DUPL', 'DU04']) {
      const known = [
        { endToEndId: 'E1', status: 'RJCT' as const, amountFen: 5, reason: { code, text: '重复' } },
      ];
      expect(
        onlyReport(decode(writeStatusReport({ ...head, originalMessageId: 'M1', entries: known }))),
      ).toMatchObject({ lines: [{ status: 'duplicate', reason: { code } }] });
    }
  });

  it('a whole file refused is said once, with its reason', () => {
    const refused = report
      .replace(/<TxInfAndSts>.*<\/TxInfAndSts>/s, '')
      .replace(
        '<GrpSts>ACSC</GrpSts>',
        '<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>AM04</Cd></Rsn></StsRsnInf>',
      );
    expect(onlyReport(refused)).toMatchObject({
      groupStatus: 'rejected',
      groupReason: { code: 'AM04' },
      lines: [],
    });
  });

  it('contradicting words about one transaction are left out and said', () => {
    const one = /<TxInfAndSts>.*<\/TxInfAndSts>/s.exec(report)?.[0] ?? '';
    const both = onlyReport(report.replace(one, one + one.replace('ACSC', 'RJCT')));
    expect(both).toMatchObject({ lines: [], problems: [{ code: 'contradicting-lines' }] });
    const same = onlyReport(report.replace(one, one + one));
    expect(same.lines).toHaveLength(1);
    expect(same.problems).toMatchObject([{ code: 'duplicate-line' }]);
  });
});
