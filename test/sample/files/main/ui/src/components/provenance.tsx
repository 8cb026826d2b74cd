interface ProvenanceProps {
  readonly pricingPackId: string;
  readonly ledgerCommitHash: string;
}

/** Says under every figure what it was computed from. */
export function Provenance({ pricingPackId, ledgerCommitHash }: ProvenanceProps) {
  return (
    <footer className="provenance">
      Pricing pack <code>{pricingPackId}</code>, ledger <code>{ledgerCommitHash.slice(0, 12)}</code>
    </footer>
  );
}
