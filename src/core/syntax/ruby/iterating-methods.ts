/** The methods whose blocks rubocop 1.39 takes for loops: those of Enumerable, Enumerator, Array and Hash that iterate. */
export const iteratingMethods: ReadonlySet<string> = new Set(
  `all? any? chain chunk chunk_while collect collect_concat count cycle detect drop drop_while each each_cons each_entry
  each_slice each_with_index each_with_object entries filter filter_map find find_all find_index flat_map grep grep_v
  group_by inject lazy map max max_by min min_by minmax minmax_by none? one? partition reduce reject reverse_each select
  slice_after slice_before slice_when sort sort_by sum take take_while tally to_h uniq zip
  with_index with_object
  bsearch bsearch_index collect! combination d_permutation delete_if each_index keep_if map! permutation product reject!
  repeat repeated_combination select! sort! each_key each_pair each_value fetch fetch_values has_key? merge merge!
  transform_keys transform_keys! transform_values transform_values!`.split(/\s+/),
);
