// Generated from the API's schema by `npm run schema`. Do not edit.
export interface Problem {
  code: string;
  message: string;
}

export interface CurrencySlice {
  currency: string;
  weight: string;
  local: string;
  fx: string;
  interaction: string;
}

export interface CurrencyAttribution {
  pricing_pack_id: string;
  ledger_commit_hash: string;
  computed_at: string;
  base_currency: string;
  slices: CurrencySlice[];
  total: string;
}
