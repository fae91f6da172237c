/** A failure as Excel reports it to an add-in: `code` is one of Excel's error codes, the message is for developers. */
export class OfficeError extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.name = 'OfficeError'
    this.code = code
  }
}

/** The argument is invalid, missing or of the wrong shape. */
export function invalidArgument(detail: string): OfficeError {
  return new OfficeError(
    'InvalidArgument',
    `The argument is invalid or missing or has an incorrect format. ${detail}`,
  )
}

/** The requested object does not exist. */
export function itemNotFound(detail: string): OfficeError {
  return new OfficeError('ItemNotFound', `The requested resource doesn't exist. ${detail}`)
}

/** An object of that name is already there. */
export function itemAlreadyExists(detail: string): OfficeError {
  return new OfficeError('ItemAlreadyExists', `The resource being created already exists. ${detail}`)
}

/** The sheet or cell may not be changed. */
export function accessDenied(detail: string): OfficeError {
  return new OfficeError('AccessDenied', `You cannot perform the requested operation. ${detail}`)
}

/** The address is not one of this workbook. */
export function invalidReference(detail: string): OfficeError {
  return new OfficeError(
    'InvalidReference',
    `This reference is not valid for the current operation. ${detail}`,
  )
}

/** The workbench does not have this member; the message names it. */
export function notImplemented(member: string): OfficeError {
  return new OfficeError('NotImplemented', `${member} is not implemented by this host.`)
}
