import { platform } from 'node:os'
import type { Language } from '#model/contract.ts'
import type { PairingCode } from '../pairing.ts'

interface StartWords {
  pairing(code: PairingCode, address: string): string
  certificate(authorityFile: string): string
  samples: string
}

/** What the server says while it starts. */
export const startWords: Record<Language, StartWords> = {
  zh: {
    pairing: ({ pairingCode, expiresAt }, address) =>
      `首次登录的配对码：${pairingCode}（负责人，只能使用一次，有效至 ${expiresAt}）${address}/pair#${pairingCode}`,
    certificate: file =>
      `浏览器会提示证书不受信任：点“高级”→“继续前往 localhost”，或${howToTrust.zh()}：${file}`,
    samples: '正在生成示例项目……',
  },
  en: {
    pairing: ({ pairingCode, expiresAt }, address) =>
      `First sign-in, pairing code ${pairingCode} (owner, one use, until ${expiresAt}): ${address}/pair#${pairingCode}`,
    certificate: file =>
      `The browser will say the certificate is not trusted: click Advanced, then Continue to localhost; or ${howToTrust.en()}: ${file}`,
    samples: 'Making the sample projects ...',
  },
}

const howToTrust: Record<Language, () => string> = {
  zh: () => {
    switch (platform()) {
      case 'win32':
        return '双击此文件，安装到“受信任的根证书颁发机构”'
      case 'darwin':
        return '双击此文件，在“钥匙串访问”中设为“始终信任”'
      default:
        return '在浏览器“设置→证书→颁发机构”中导入此文件'
    }
  },
  en: () => {
    switch (platform()) {
      case 'win32':
        return 'double-click this file and install it under Trusted Root Certification Authorities'
      case 'darwin':
        return 'double-click this file and set it to Always Trust in Keychain Access'
      default:
        return 'import this file under Settings, Certificates, Authorities'
    }
  },
}
