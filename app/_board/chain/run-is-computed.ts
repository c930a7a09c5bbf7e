/** Why an editor cannot change the chain for the moment (E12). */
export const RUN_IS_COMPUTED =
  'The run is computed first: no edit can start from a step that is not known yet.'
