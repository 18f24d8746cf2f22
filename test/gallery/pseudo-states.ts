const STATES = { hover: ':hover', pressed: ':active', focus: ':focus-visible' } as const

/**
 * Lets a part stand still in a state that only a finger or a key can give it: every rule for `:hover`, `:active` or
 * `:focus-visible` is copied for elements marked `data-state`.
 */
export function freezeStates(): void {
  for (const sheet of document.styleSheets) copyRules(sheet)
}

function copyRules(group: {
  readonly cssRules: CSSRuleList
  insertRule(rule: string, at: number): number
}): void {
  for (let at = group.cssRules.length - 1; at >= 0; at -= 1) {
    const rule = group.cssRules[at]
    if (rule instanceof CSSStyleRule) {
      for (const [name, state] of Object.entries(STATES)) {
        if (!rule.selectorText.includes(state)) continue
        const selector = rule.selectorText.replaceAll(state, `[data-state~='${name}']`)
        group.insertRule(`${selector} ${rule.cssText.slice(rule.cssText.indexOf('{'))}`, at + 1)
      }
    }
    if (rule !== undefined && 'cssRules' in rule && 'insertRule' in rule) copyRules(rule as CSSGroupingRule)
  }
}
