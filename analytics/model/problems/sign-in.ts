/** What may go wrong when people sign in or ask for what their role may not. */
export const signInProblems = {
  'sign-in-needed': {
    status: 401,
    severity: 'error',
    zh: '请先登录：在面板中输入配对码。',
    en: 'Sign in first: enter a pairing code in the panel.',
  },
  'token-invalid': {
    status: 401,
    severity: 'error',
    zh: '登录凭证无效，请用新的配对码重新登录。',
    en: 'The sign-in is not valid. Sign in again with a new pairing code.',
  },
  'token-expired': {
    status: 401,
    severity: 'error',
    zh: '登录已过期，请用新的配对码重新登录。',
    en: 'The sign-in has expired. Sign in again with a new pairing code.',
  },
  'token-revoked': {
    status: 401,
    severity: 'error',
    zh: '该登录已退出或被撤销，请用新的配对码重新登录。',
    en: 'This sign-in was ended or revoked. Sign in again with a new pairing code.',
  },
  'pairing-code-refused': {
    status: 401,
    severity: 'error',
    zh: '配对码有误、已使用或已过期。请向负责人索取新的配对码（plumbline pair 姓名 角色）。',
    en: 'The pairing code is wrong, used or expired. Ask the owner for a new one (plumbline pair NAME ROLE).',
  },
  'too-many-attempts': {
    status: 429,
    severity: 'error',
    zh: '登录尝试过多，请在 {seconds} 秒后再试。',
    en: 'Too many sign-in attempts. Try again in {seconds} seconds.',
  },
  'role-not-allowed': {
    status: 403,
    severity: 'error',
    zh: '角色“{role}”不能执行此操作，需要：{allowed}。请由有此角色的人操作，或向负责人申请。',
    en: 'Role {role} may not do this; it takes one of: {allowed}. Ask someone with that role, or the owner for it.',
  },
  'machine-only': {
    status: 403,
    severity: 'error',
    zh: '此操作只能由本机的 plumbline 命令执行。请在服务器所在的电脑上执行。',
    en: 'Only the plumbline command on the server’s own machine may do this. Run it on that machine.',
  },
  'local-sign-in-refused': {
    status: 403,
    severity: 'error',
    zh: '此页面不能自动登录，请输入配对码。',
    en: 'This page cannot sign in by itself; enter a pairing code.',
  },
  'person-has-other-role': {
    status: 409,
    severity: 'error',
    zh: '“{name}”已是角色“{role}”，不能再配为“{asked}”。请换一个姓名。',
    en: '{name} already has role {role} and cannot be paired as {asked}. Use another name.',
  },
} as const
