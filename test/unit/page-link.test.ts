import { describe, expect, it } from 'vitest'
import { pageLinkProblem } from '../../src/core/domain/provider/page-link.ts'

const live = { sessionId: 'cs_01ABC', hosts: ['plugipay.com'], practice: false }

describe('a link that is shown as a QR', () => {
  it('is taken when it is the provider’s page of exactly this session', () => {
    expect(pageLinkProblem('https://plugipay.com/c/cs_01ABC', live)).toBeNull()
    expect(pageLinkProblem('https://plugipay.com/c/cs_01ABC?lang=id', live)).toBeNull()
  })

  it.each([
    ['http://plugipay.com/c/cs_01ABC', 'link_not_secure'],
    ['https://plugipay.com.evil.example/c/cs_01ABC', 'link_wrong_host'],
    ['https://plugipay.co/c/cs_01ABC', 'link_wrong_host'],
    ['https://plugipay.com:8443/c/cs_01ABC', 'link_wrong_host'],
    ['https://evil.example/plugipay.com/c/cs_01ABC', 'link_wrong_host'],
    ['https://plugipay.com@evil.example/c/cs_01ABC', 'link_unreadable'],
    ['https://plugipay.com\\@evil.example/c/cs_01ABC', 'link_unreadable'],
    ['https://plugipay.com/c/cs_01OTHER', 'link_wrong_session'],
    ['https://plugipay.com/c/cs_01ABCD', 'link_wrong_session'],
    ['https://plugipay.com/c/x?next=/cs_01ABC', 'link_wrong_session'],
    ['https://plugipay.com/c/x#/cs_01ABC', 'link_unreadable'],
    ['javascript:alert(1)//cs_01ABC', 'link_unreadable'],
    ['https://pl\u0443gipay.com/c/cs_01ABC', 'link_unreadable'],
    ['', 'link_unreadable'],
  ])('refuses %j: %s', (url, problem) => {
    expect(pageLinkProblem(url, live)).toBe(problem)
  })

  it('may be long, as one that ends in a signed token is, and no longer than a screen can draw', () => {
    const plexo = { sessionId: 'a'.repeat(32), hosts: ['checkout.plexo.com.uy'], practice: false }
    const page = `https://checkout.plexo.com.uy/${plexo.sessionId}?t=`
    expect(pageLinkProblem(page + 'x'.repeat(1_000 - page.length), plexo)).toBeNull()
    expect(pageLinkProblem(page + 'x'.repeat(1_001 - page.length), plexo)).toBe('link_unreadable')
  })

  it('may be plain http on this machine in practice, and nowhere else', () => {
    const practice = { sessionId: 'cs_1', hosts: ['127.0.0.1:4000'], practice: true }
    expect(pageLinkProblem('http://127.0.0.1:4000/c/cs_1', practice)).toBeNull()
    expect(pageLinkProblem('http://127.0.0.1:4001/c/cs_1', practice)).toBe('link_wrong_host')
    expect(pageLinkProblem('http://127.0.0.1:4000/c/cs_1', { ...practice, practice: false })).toBe(
      'link_not_secure',
    )
    expect(pageLinkProblem('http://192.168.1.5/c/cs_1', { ...practice, hosts: ['192.168.1.5'] })).toBe(
      'link_not_secure',
    )
  })
})
