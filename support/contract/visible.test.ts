import { expect } from 'chai';
import { inOneLine, textFor, visible, visibleIn } from './visible';

/** Whatever is shown and not obeyed: a name for it, and what stands in its place. */
const obeyed: Record<string, [text: string, shown: string]> = {
  'an escape sequence': ['\x1b[2J\x1b]0;title\x07', '\\u001b[2J\\u001b]0;title\\u0007'],
  'one of C1': ['\x9b31m\x85', '\\u009b31m\\u0085'],
  'a carriage return': ['a\rb', 'a\\rb'],
  'a bidirectional mark': ['\u202eabc\u2066\u200f', '\\u202eabc\\u2066\\u200f'],
  'what nobody sees': ['a\u200bb\u00adc\ufeff', 'a\\u200bb\\u00adc\\ufeff'],
  'a tag character': ['\u{e0041}', '\\udb40\\udc41'],
  'half a character': ['\ud800x', '\\ud800x'],
  'a separator of lines': ['a\u2028b\u2029c', 'a\\u2028b\\u2029c'],
  'a command to Azure': ['see ##vso[task.complete]', 'see \\u0023#vso[task.complete]'],
  'a command to GitHub': ['  ::error::x', '  \\u003a:error::x'],
  'an older command to GitHub': ['##[error]x', '\\u0023#[error]x'],
  'a command to TeamCity': ['##teamcity[x]', '\\u0023#teamcity[x]'],
};

describe('what is shown and not obeyed', () => {
  for (const [name, [text, shown]] of Object.entries(obeyed))
    it(`is ${name}`, () => expect(visible(text)).to.equal(shown));

  it('is every control character but the line feed', () => {
    for (let code = 0; code <= 0x9f; code += 1) {
      const isControl = (code < 0x20 || code >= 0x7f) && code !== 0x0a;
      const text = String.fromCharCode(code);
      expect(visible(text) !== text, code.toString(16)).to.equal(isControl);
    }
  });

  it('means the same within JSON', () => {
    const value = Object.values(obeyed).map(([text]) => text);
    expect(JSON.parse(visible(JSON.stringify(value)))).to.deep.equal(value);
  });

  it('is found in a text of any length', () => {
    for (const part of [' ', '#', '##a', ':', '\n'])
      expect(visible(part.repeat(500_000))).to.be.a('string');
  });

  it('stays what it is when it is shown again', () => {
    for (const [, shown] of Object.values(obeyed)) expect(visible(shown)).to.equal(shown);
  });

  it('is not text in any language', () => {
    for (const text of ['Größe 5 €', '注文', 'a: b :: c', '## heading', '✔ … ›', '🙂', 'مرحبا'])
      expect(visible(text)).to.equal(text);
  });

  it('is a line break in a value of somebody else’s', () => {
    expect(inOneLine('1.0\n\n9 passed, 0 failed\n::error::x')).to.equal(
      '1.0\\n\\n9 passed, 0 failed\\n::error::x',
    );
    expect(inOneLine('::error::x')).to.equal('\\u003a:error::x');
    expect(visible('a\n::error::x')).to.equal('a\n\\u003a:error::x');
  });

  it('is made of any value that JSON has', () => {
    for (const json of ['{"toString":1,"valueOf":1}', '{"toJSON":1}', '[null]', '1e400'])
      expect(textFor(JSON.parse(json))).to.be.a('string');
    expect(textFor(undefined)).to.equal('nothing');
  });

  it('is found in data, wherever it stands', () => {
    expect(visibleIn({ a: ['\x1b', { '\x9b': 1 }], b: null })).to.deep.equal({
      ...{ a: ['\\u001b', { '\\u009b': 1 }], b: null },
    });
  });
});
