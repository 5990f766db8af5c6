// The page on which a visitor of the demo chooses who to be: one click, no password, no script.
import { NAMED_USERS, type DemoUser } from './demo-users.ts';

/** The page may redirect the browser back to whoever asked for the sign-in, on this machine. */
export const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self' http://localhost:*; base-uri 'none'; frame-ancestors 'none'";

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif; }
  body { margin: 0 auto; max-width: 44rem; padding: 2rem 1rem; }
  h1 { font-size: 1.4rem; } h2 { font-size: 1rem; margin-top: 2rem; }
  form.people { display: grid; grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)); gap: .6rem; }
  button { font: inherit; padding: .6rem .8rem; border: 1px solid #8886; border-radius: .5rem; text-align: left; cursor: pointer; background: #8881; color: inherit; }
  button:hover, button:focus-visible { border-color: #1677ff; outline: 2px solid #1677ff66; }
  button small { display: block; opacity: .75; }
  .row { display: flex; gap: .6rem; flex-wrap: wrap; } input { font: inherit; flex: 1 1 16rem; padding: .55rem .7rem; }
  .note { opacity: .75; } .error { color: #c00; }
`;

/** Any page of the sign-in, in both languages. `body` is HTML. */
export const page = (title: string, body: string): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>`;

const button = ({ sub, zh, en }: DemoUser): string =>
  `<button name="user" value="${escapeHtml(sub)}">${escapeHtml(zh)} <small lang="en">${escapeHtml(en)}</small><small><code>${escapeHtml(sub)}</code></small></button>`;

const field = (name: string, zh: string, en: string, placeholder: string): string =>
  `<label for="${name}">${zh} <span lang="en">/ ${en}</span></label><div class="row"><input id="${name}" name="user" required maxlength="60" placeholder="${escapeHtml(placeholder)}"><button>登录 / Sign in</button></div>`;

/** @param action path that takes the choice as a form field `user` */
export function chooseUserPage(
  action: string,
  enterprises: readonly DemoUser[],
  wrong: string | undefined,
): string {
  const form = (content: string, className = ''): string =>
    `<form method="post" action="${escapeHtml(action)}" class="${className}">${content}</form>`;
  const error =
    wrong === undefined
      ? ''
      : `<p class="error" role="alert">没有这个演示用户 <span lang="en">/ There is no such demo user</span>: ${escapeHtml(wrong)}</p>`;
  const known = enterprises.length === 0 ? '' : form(enterprises.map(button).join(''), 'people');
  return page(
    '直达 · 登录 / Zhida · Sign in',
    `<h1>选择演示身份 <span lang="en">/ Choose who to be</span></h1>
    <p class="note">本机演示，无需密码；正式部署使用任何 OIDC 身份提供方。<span lang="en">A demo on this machine, without passwords; a real deployment uses any OIDC provider.</span></p>
    ${error}
    <h2>企业 / Enterprises</h2>${known}${form(field('enterprise', '统一社会信用代码', 'USCC', '91330100XXXXXXXXXX'))}
    <h2>工作人员 / Staff</h2>${form(NAMED_USERS.map(button).join(''), 'people')}
    <h2>其他 / Others</h2>${form(field('other', '用户名', 'User name', 'leader.330106, hub.tax'))}`,
  );
}
