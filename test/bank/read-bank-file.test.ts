// Bank files are hostile input: each kind of bad file gets one clear Fault in two languages, and nothing ever crashes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBankFile } from '../../adapters/bank/read-bank-file.ts';
import { XML_LIMITS } from '../../adapters/bank/xml-document.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { writeStatusReport } from '../../local/sandbox/bank/write-bank-report.ts';
import { decode, encode, good, head } from './example-bank-file.ts';

function faultOf(bytes: Uint8Array): Fault {
  try {
    readBankFile(bytes);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error('the file was accepted');
}
describe('files that are refused whole', () => {
  const amount = (written: string) => good.replace('<Amt Ccy="CNY">1.01</Amt>', written);
  it.each<[string, string | Uint8Array, string, RegExp]>([
    ['nothing', '', 'bank-file-not-xml', /well-formed/],
    ['only blanks', '  \n ', 'bank-file-not-xml', /well-formed/],
    ['a text', 'hello', 'bank-file-not-xml', /well-formed/],
    ['JSON', '{"a":1}', 'bank-file-not-xml', /well-formed/],
    ['a truncated file', good.slice(0, -40), 'bank-file-not-xml', /well-formed/],
    [
      'a file cut inside a tag',
      good.slice(0, good.indexOf('<Ntry>') + 3),
      'bank-file-not-xml',
      /well-formed/,
    ],
    ['two roots', `${good}<Document/>`, 'bank-file-not-xml', /single root/],
    ['crossed tags', good.replace('</Ntfctn>', '</Ntfctm>'), 'bank-file-not-xml', /well-formed/],
    ['a DOCTYPE', good.replace('<Document', '<!DOCTYPE Document><Document'), 'bank-file-doctype', /DOCTYPE/],
    [
      'an external entity',
      good
        .replace('<Document', '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><Document')
        .replace('E1', '&x;'),
      'bank-file-doctype',
      /DOCTYPE/,
    ],
    [
      'a lower-case doctype',
      good.replace('<Document', '<!doctype d><Document'),
      'bank-file-doctype',
      /DOCTYPE/,
    ],
    ['an undefined entity', good.replace('E1', '&evil;'), 'bank-file-entity', /entity/],
    ['an HTML entity', good.replace('E1', '&copy;'), 'bank-file-entity', /entity/],
    ['a bare ampersand', good.replace('补贴', 'a & b'), 'bank-file-entity', /entity/],
    ['a NUL', good.replace('补贴', '\u0000'), 'bank-file-characters', /characters/],
    ['a NUL by reference', good.replace('补贴', '&#0;'), 'bank-file-characters', /characters/],
    ['a surrogate by reference', good.replace('补贴', '&#xD800;'), 'bank-file-characters', /characters/],
    [
      'GBK bytes',
      Uint8Array.from([...encode('<?xml version="1.0" encoding="GBK"?><a>'), 0xb2, 0xb9, ...encode('</a>')]),
      'bank-file-encoding',
      /UTF-8/,
    ],
    ['UTF-8 that claims to be GB18030', good.replace('UTF-8', 'GB18030'), 'bank-file-encoding', /GB18030/],
    ['UTF-16', new Uint8Array(Buffer.from(`\ufeff${good}`, 'utf16le')), 'bank-file-encoding', /UTF-8/],
    [
      '31 levels',
      `<Document xmlns="u">${'<a>'.repeat(40)}${'</a>'.repeat(40)}</Document>`,
      'bank-file-not-xml',
      /nested/,
    ],
    [
      '__proto__',
      '<Document xmlns="u"><__proto__><x>1</x></__proto__></Document>',
      'bank-file-not-xml',
      /not acceptable/,
    ],
    ['no namespace', good.replace(/ xmlns="[^"]*"/, ''), 'bank-file-namespace', /namespace/],
    [
      'an older version',
      good.replace('camt.054.001.12', 'camt.054.001.08'),
      'bank-file-namespace',
      /camt\.054\.001\.08/,
    ],
    [
      'another message',
      good.replace('camt.054.001.12', 'pain.001.001.12'),
      'bank-file-namespace',
      /pain\.001/,
    ],
    ['another root', good.replaceAll('Document', 'Dokument'), 'bank-file-namespace', /Dokument/],
    [
      'an undeclared prefix',
      good.replace('<Document ', '<n:Document ').replace('</Document', '</n:Document'),
      'bank-file-namespace',
      /namespace/,
    ],
    [
      'the content of another message',
      good.replaceAll('BkToCstmrDbtCdtNtfctn', 'BkToCstmrStmt'),
      'bank-file-content',
      /BkToCstmrDbtCdtNtfctn/,
    ],
    [
      'three decimals',
      amount('<Amt Ccy="CNY">1.010</Amt>'),
      'bank-file-content',
      /Ntry\.0\.Amt.*two decimals/,
    ],
    ['a negative amount', amount('<Amt Ccy="CNY">-1.01</Amt>'), 'bank-file-content', /Ntry\.0\.Amt/],
    ['a plus sign', amount('<Amt Ccy="CNY">+1.01</Amt>'), 'bank-file-content', /Ntry\.0\.Amt/],
    ['an exponent', amount('<Amt Ccy="CNY">1e3</Amt>'), 'bank-file-content', /Ntry\.0\.Amt/],
    ['a hexadecimal amount', amount('<Amt Ccy="CNY">0x10</Amt>'), 'bank-file-content', /Ntry\.0\.Amt/],
    ['full-width digits', amount('<Amt Ccy="CNY">１.０１</Amt>'), 'bank-file-content', /Ntry\.0\.Amt/],
    ['a comma', amount('<Amt Ccy="CNY">1,01</Amt>'), 'bank-file-content', /Ntry\.0\.Amt/],
    [
      'an amount beyond exact integers',
      amount('<Amt Ccy="CNY">99999999999999.99</Amt>'),
      'bank-file-content',
      /Ntry\.0\.Amt/,
    ],
    ['an empty amount', amount('<Amt Ccy="CNY"></Amt>'), 'bank-file-content', /Ntry\.0\.Amt/],
    ['dollars', amount('<Amt Ccy="USD">1.01</Amt>'), 'bank-file-content', /Ntry\.0\.Amt.*CNY/],
    ['no currency', amount('<Amt>1.01</Amt>'), 'bank-file-content', /Ntry\.0\.Amt/],
    [
      'two amounts',
      amount('<Amt Ccy="CNY">1.01</Amt><Amt Ccy="CNY">9.99</Amt>'),
      'bank-file-content',
      /Ntry\.0\.Amt/,
    ],
    ['no amount', amount(''), 'bank-file-content', /Ntry\.0\.Amt/],
    ['an unknown direction', good.replace('DBIT', 'SIDE'), 'bank-file-content', /neither CRDT nor DBIT/],
    [
      'a day that does not exist',
      good.replace('2020-03-03</Dt>', '2020-02-30</Dt>'),
      'bank-file-content',
      /no such date/,
    ],
    [
      'an EndToEndId of 36',
      good.replace('>E1<', `>${'E'.repeat(36)}<`),
      'bank-file-content',
      /longer than 35/,
    ],
    ['no notification', good.replace(/<Ntfctn>.*<\/Ntfctn>/s, ''), 'bank-file-content', /no notification/],
    [
      'a pain.002 about a direct debit',
      decode(writeStatusReport({ ...head, originalMessageId: 'M1', entries: [] })).replace(
        'pain.001.001.12',
        'pain.008.001.11',
      ),
      'bank-file-content',
      /not about a pain\.001/,
    ],
  ])('%s', (_, file, reason, words) => {
    const fault = faultOf(typeof file === 'string' ? encode(file) : file);
    expect(fault.code).toBe('invalid');
    expect(fault.detail.reason).toBe(reason);
    expect(fault.detail.en).toMatch(words);
    expect(fault.detail.zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it('a file of 16 MB and a byte, without reading it', () => {
    const fault = faultOf(new Uint8Array(XML_LIMITS.bytesMax + 1).fill(60));
    expect(fault.code).toBe('too-large');
    expect(fault.detail.zh).toMatch(/过大/);
  });

  it('a flood of small elements', () => {
    const flood = encode(`<Document xmlns="u">${'<a/>'.repeat(XML_LIMITS.tagsMax)}</Document>`);
    expect(faultOf(flood).code).toBe('too-large');
  });

  it('more entries than a report may have', () => {
    const [before = '', rest = ''] = good.split(/(?<=<\/TxsSummry>)/);
    const one = /<Ntry>.*?<\/Ntry>/s.exec(rest)?.[0] ?? '';
    const small = one
      .replace(/<NtryDtls>.*<\/NtryDtls>/s, '')
      .replace(/<BkTxCd>.*<\/BkTxCd>/s, '')
      .replace(/<(NtryRef|AcctSvcrRef)>.*?<\/\1>/gs, '');
    const many = `${before}${small.repeat(10_001)}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`;
    expect(faultOf(encode(many)).detail.en).toMatch(/more than 10000 entries/);
  });
});

describe('any bytes at all', () => {
  const outcome = (bytes: Uint8Array): string => {
    try {
      return readBankFile(bytes)[0]?.kind ?? 'none';
    } catch (error) {
      if (error instanceof Fault) return error.detail.reason ?? 'fault';
      throw error;
    }
  };
  it('give a report or a Fault', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(outcome(bytes)).not.toBe('none');
      }),
    );
  });

  it('and so does a good file with any piece cut out, doubled or overwritten', () => {
    const bytes = encode(good);
    const place = fc.integer({ min: 0, max: bytes.length });
    const reasons = new Set<string>();
    fc.assert(
      fc.property(
        place,
        place,
        fc.constantFrom('cut', 'double', 'noise'),
        fc.uint8Array({ maxLength: 6 }),
        (a, b, how, noise) => {
          const [start, end] = [Math.min(a, b), Math.max(a, b)];
          const middle =
            how === 'cut'
              ? []
              : how === 'double'
                ? [...bytes.slice(start, end), ...bytes.slice(start, end)]
                : noise;
          reasons.add(
            outcome(
              Uint8Array.from([
                ...bytes.slice(0, start),
                ...middle,
                ...bytes.slice(how === 'noise' ? start + noise.length : end),
              ]),
            ),
          );
        },
      ),
      { numRuns: 1500 },
    );
    expect(reasons.size).toBeGreaterThan(4);
  });

  it('are read in time that grows with their size, even when made to hurt', () => {
    const hurtful = [
      '<'.repeat(500_000),
      `<a ${'x="'.repeat(200_000)}`,
      `<a>${'<!--'.repeat(200_000)}`,
      `<a>${'<![CDATA['.repeat(100_000)}`,
      `<?${'x'.repeat(500_000)}`,
      `<a ${'b="1" '.repeat(50_000)}/>`,
      '<a>'.repeat(300_000),
      `<a>${'&#65;'.repeat(200_000)}</a>`,
      `<?xml${' '.repeat(500_000)}`,
    ];
    for (const text of hurtful) {
      const begun = performance.now();
      outcome(encode(text));
      expect(performance.now() - begun, text.slice(0, 20)).toBeLessThan(10_000);
    }
  });
});
