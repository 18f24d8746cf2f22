/** `new Date()` without an argument reads the clock; with one it is only arithmetic. */
const noHiddenClock = {
  meta: { type: 'problem', docs: { description: 'no clock in the core' } },
  create: (context) => ({
    NewExpression(node) {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0) {
        context.report({ node, message: 'Time comes in events: the core has no clock.' })
      }
    },
  }),
}

export default { meta: { name: 'gerai' }, rules: { 'no-hidden-clock': noHiddenClock } }
