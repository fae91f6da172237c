import type { Socket } from 'node:net'

/** True for an address of this machine itself: 127.0.0.0/8 or ::1, also written as IPv4 in IPv6. */
export function isLoopback(address: string | undefined): boolean {
  if (address === undefined) return false
  const plain = address.startsWith('::ffff:') ? address.slice(7) : address
  return plain === '::1' || /^127(\.\d{1,3}){3}$/.test(plain)
}

/** True for a connection that begins on this machine: over the loopback, or from one of its addresses to the same one. */
export function isFromThisMachine({
  remoteAddress,
  localAddress,
}: Pick<Socket, 'remoteAddress' | 'localAddress'>): boolean {
  return isLoopback(remoteAddress) || (remoteAddress !== undefined && remoteAddress === localAddress)
}
