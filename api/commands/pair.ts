import { Type } from 'typebox'
import { roleName } from '#model/contract.ts'
import { AppError } from '#model/problems.ts'
import { everyRole } from '../access.ts'
import { findOrAddPerson } from '../find-or-add-person.ts'
import { command } from './command.ts'

export const pairCommand = command({
  name: 'pair',
  usage: 'pair NAME owner|planner|cost|site|viewer [--json]',
  words: { zh: '为某人生成一次性配对码', en: 'Make a one-time pairing code for a person' },
  flags: {},
  input: Type.Object({ name: Type.String({ minLength: 1, maxLength: 80 }), role: roleName }),
  output: Type.Object({
    name: Type.String(),
    role: roleName,
    pairingCode: Type.String(),
    expiresAt: Type.String(),
  }),
  read({ positionals }) {
    const [name = '', typedRole, ...others] = positionals
    const role = everyRole.find(known => known === typedRole)
    if (name.trim() === '' || name.length > 80 || !role || others.length > 0)
      throw new AppError('usage-wrong', {
        reason: {
          zh: `需要姓名和角色（${everyRole.join('、')}）`,
          en: `a name and a role are needed (${everyRole.join(', ')})`,
        },
      })
    return { name: name.trim(), role }
  },
  async run({ analytics, sessions }, { name, role }) {
    const person = await findOrAddPerson(analytics.signIn, name, role)
    return { name, role, ...(await (await sessions()).pair(person)) }
  },
  print: ({ name, role, pairingCode, expiresAt }, language) =>
    language === 'zh'
      ? `${name}（${role}）的配对码：${pairingCode}，有效至 ${expiresAt}，只能使用一次`
      : `Pairing code of ${name} (${role}): ${pairingCode}, valid until ${expiresAt}, for one use`,
})
