import { counterContract } from '../../core/contract/contract.ts'
import { ok } from '../../core/domain/result.ts'
import { lend } from '../lend.ts'
import { areaOf, type Answers } from './answering.ts'
import { auditRows } from '../usecases/people/audit.ts'
import {
  addPerson,
  changeOwnPin,
  changePerson,
  erasePersonName,
  listPeople,
  removePerson,
  setPin,
} from '../usecases/people/people.ts'
import { erasePersonalData, findPersonalData } from '../usecases/people/personal-data.ts'
import { createOwner, signIn, signOut } from '../usecases/people/sign-in.ts'

/** Who works here, what was done, and what is kept about persons. */
export function peopleProcedures({ answer }: Answers) {
  const os = areaOf(counterContract.people)
  return {
    createOwner: os.createOwner.handler(({ input }) =>
      answer(({ till, pins }) => createOwner(till, pins, input)),
    ),
    signIn: os.signIn.handler(({ input }) => answer(({ till, pins }) => signIn(till, pins, input))),
    lock: os.lock.handler(() => answer(({ till }) => signOut(till, 'lock'))),
    // the guard has noted the press already
    stay: os.stay.handler(() => answer(() => ok(null))),
    list: os.list.handler(() => answer(({ till }) => ok(listPeople(till)))),
    add: os.add.handler(({ input }) => answer(({ till, pins }) => addPerson(till, pins, input))),
    change: os.change.handler(({ input }) => answer(({ till }) => changePerson(till, input))),
    setPin: os.setPin.handler(({ input }) => answer(({ till, pins }) => setPin(till, pins, input))),
    changeOwnPin: os.changeOwnPin.handler(({ input }) =>
      answer(({ till, pins }) => changeOwnPin(till, pins, input)),
    ),
    remove: os.remove.handler(({ input }) => answer(({ till }) => removePerson(till, input.personId))),
    eraseName: os.eraseName.handler(({ input }) =>
      answer(({ till }) => erasePersonName(till, input.personId)),
    ),
    lend: os.lend.handler(({ input }) => answer(({ till, pins }) => lend(till, pins, input))),
  }
}

export function auditProcedures({ answer }: Answers) {
  const os = areaOf(counterContract.audit)
  return {
    list: os.list.handler(({ input }) => answer(({ till }) => ok(auditRows(till.store.read, input)))),
    verify: os.verify.handler(() => answer(async ({ checkLog }) => ok(await checkLog()))),
  }
}

export function personalProcedures({ answer }: Answers) {
  const os = areaOf(counterContract.personal)
  return {
    find: os.find.handler(({ input }) => answer(({ till }) => ok(findPersonalData(till, input.text)))),
    erase: os.erase.handler(({ input }) => answer(({ till }) => erasePersonalData(till, input.ref))),
  }
}
