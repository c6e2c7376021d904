import { withGround } from './withGround.ts'

/** `lapor migrate`: opening the ground runs what is missing; this only says so. */
export async function run(): Promise<void> {
  await withGround(async () => {
    process.stdout.write(
      'Skema dan data acuan sudah sesuai versi ini. / Schema and reference data are of this version.\n',
    )
  })
}
