import { expect } from 'chai';
import { html } from './html';

describe('a piece of a page', () => {
  it('escapes what is put into it, but not other pieces', () => {
    const inner = html`<b>${'<script>"&"'}</b>`;
    expect(html`<p>${inner}${[1, 'x<']}</p>`.text).to.equal(
      '<p><b>&lt;script&gt;&quot;&amp;&quot;</b>1x&lt;</p>',
    );
  });

  it('leaves out what is not there', () => {
    expect(html`<p>${undefined}${false}${[]}${0}</p>`.text).to.equal('<p>0</p>');
  });
});
