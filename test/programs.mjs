import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Paths of the programs that tests drive, null where one is absent: a Chromium, LibreOffice, pdftoppm. */
export function findPrograms() {
  return {
    chromium: process.env.CHROMIUM_PATH ?? find(chromiumNames) ?? firstRunnable(chromiumPlaces),
    soffice: process.env.SOFFICE_PATH ?? find(['soffice', 'libreoffice']) ?? firstRunnable(sofficePlaces),
    pdftoppm: process.env.PDFTOPPM_PATH ?? find(['pdftoppm']),
  }
}

/** Installs what is missing on Debian and its kin when run as root; says aloud what stays missing and why. */
export function installPrograms() {
  const missing = missingDebianPackages()
  if (missing.length > 0 && canInstall()) {
    console.log(`Installing ${missing.join(' ')} with apt-get ...`)
    apt(['update', '-qq'])
    apt(['install', '-y', '-qq', '--no-install-recommends', ...missing])
  }
  const programs = findPrograms()
  if (!programs.chromium) complain('Chromium or Chrome', 'the browser tests are skipped', 'CHROMIUM_PATH')
  if (!programs.soffice)
    complain('LibreOffice Calc', 'the tests that open workbooks in it are skipped', 'SOFFICE_PATH')
  if (!programs.pdftoppm)
    complain('pdftoppm (poppler)', 'the tests that look at pages are skipped', 'PDFTOPPM_PATH')
  return programs
}

const chromiumNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'msedge',
]
const chromiumPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
]
const sofficePlaces = [
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
  'C:/Program Files/LibreOffice/program/soffice.com',
]

function missingDebianPackages() {
  const { chromium, soffice, pdftoppm } = findPrograms()
  const hasChineseFont = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' }).stdout?.trim()
  return [
    ...(chromium ? [] : ['chromium']),
    ...(hasChineseFont ? [] : ['fontconfig', 'fonts-noto-cjk']),
    ...(soffice ? [] : ['libreoffice-calc-nogui']),
    ...(pdftoppm ? [] : ['poppler-utils']),
  ]
}

function canInstall() {
  return process.getuid?.() === 0 && find(['apt-get']) !== null
}

function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', args, { stdio: ['ignore', 'inherit', 'inherit'], env })
}

function complain(program, consequence, variable) {
  console.log(`NOT FOUND: ${program}; ${consequence}. Install it or name it in ${variable}.`)
}

function find(names) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : ['']
  return firstRunnable(
    names.flatMap(name => folders.flatMap(folder => endings.map(end => join(folder, name + end)))),
  )
}

function firstRunnable(paths) {
  return paths.find(isRunnable) ?? null
}

function isRunnable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch (error) {
    if (['ENOENT', 'EACCES', 'ENOTDIR'].includes(error.code)) return false
    throw error
  }
}
