const language = navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh'
document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN'
for (const element of document.querySelectorAll('[data-zh]'))
  element.textContent = element.dataset[language] ?? ''

const code = document.getElementById('code')
if (code) code.textContent = decodeURIComponent(location.hash.slice(1)) || '—'
const copy = document.getElementById('copy')
copy?.addEventListener('click', async () => {
  await navigator.clipboard.writeText(code?.textContent ?? '')
  copy.textContent = language === 'en' ? 'Copied' : '已复制'
})
