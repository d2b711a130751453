"""Training of the learned reader (extra `haluan[train]`): data, network, fitting, export. A composer of the stages."""
