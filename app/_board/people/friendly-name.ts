/** A manner and an animal, all of them kind: nobody minds being called a Quiet Heron. */
const MANNERS = [
  'Bright',
  'Brisk',
  'Calm',
  'Careful',
  'Clever',
  'Curious',
  'Eager',
  'Gentle',
  'Keen',
  'Lively',
  'Merry',
  'Nimble',
  'Patient',
  'Quiet',
  'Steady',
  'Swift',
] as const

const ANIMALS = [
  'Badger',
  'Beaver',
  'Crane',
  'Dolphin',
  'Falcon',
  'Finch',
  'Gecko',
  'Heron',
  'Ibex',
  'Lynx',
  'Marten',
  'Otter',
  'Owl',
  'Puffin',
  'Robin',
  'Seal',
  'Sparrow',
  'Stork',
  'Swallow',
  'Tortoise',
] as const

/** A name for somebody who has not given one, from two whole numbers ≥ 0 chosen at random. */
export function friendlyName(manner: number, animal: number): string {
  return `${MANNERS[manner % MANNERS.length]} ${ANIMALS[animal % ANIMALS.length]}`
}
