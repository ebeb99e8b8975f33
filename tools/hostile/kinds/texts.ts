import { brand, type Kind } from '../kind';

const escape = '\x1b';

/** Texts that a terminal, a build server, a browser or a parser would obey. */
const texts: Record<string, string> = {
  'escape sequences': `${escape}[2J${escape}[31m${brand}${escape}[1A${escape}[2K`,
  'a title for the terminal': `${escape}]0;${brand}\x07${escape}]8;;http://${brand}.invalid\x07link`,
  'the eight-bit controls': `\x9b2J\x9d0;${brand}\x9c\x90q\x85\x8e`,
  'every control character': `${brand}${Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('')}\x7f`,
  'bidirectional marks': `\u202e${brand}\u202d\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u202a`,
  'what nobody sees': `${brand}\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u{e0001}\u{e0041}`,
  'line breaks that forge a summary': `1.0\n\n9 passed, 0 failed\r\n\r\nScenarios  9 (9 passed) ${brand}\n`,
  'commands to a build server': `x\n::error::${brand}\n##vso[task.complete result=Failed]${brand}\n##teamcity[buildStatus status='${brand}']\n##[error]${brand}`,
  'separators of lines': `a\u2028${brand}\u2029b\x0bc\x0cd\x85e`,
  'the end of CDATA, twice': `]]></failure><testcase name="${brand}"/>]]> ]]>`,
  'a page in XHTML': `<?xml version="1.0"?><html><script>//<![CDATA[\nalert("${brand}")\n//]]></script><style>/*<![CDATA[*/ /*]]>*/</style></html>`,
  'a script': `</script><script>alert("${brand}")</script><img src=x onerror="alert('${brand}')"><svg onload=${brand}()>`,
  'the end of an attribute': `" onmouseover="${brand}()" x='${brand}' \`--><!--`,
  'an entity': `&${brand};&lt;&#0;&#x1b;<!DOCTYPE a [<!ENTITY b "${brand}">]>`,
  'a template': `\${${brand}} {{${brand}}} <%= ${brand} %> #{${brand}} %s%d%n $& $1`,
  'halves of characters': `${brand}\ud800x\udc00\ud83d`,
  'what is no character': `${brand}\ufdd0\ufffe\uffff\u{1ffff}`,
  'a megabyte': `${brand} `.repeat(128 * 1024),
  'a hundred kilobytes': `${brand}\n`.repeat(12 * 1024),
  'a path out of a folder': `../../../${brand}/../..\\..\\${brand}`,
  'names of every object': '__proto__',
  'what a spreadsheet computes': `=cmd|'/c ${brand}'!A1`,
};

export const textKinds: readonly Kind[] = Object.entries(texts).map(([name, text]) => ({
  name: `texts: ${name}`,
  text,
}));
