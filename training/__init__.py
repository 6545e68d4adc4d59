"""How the learned parts are made: data, network, export, calibration. Needs the extra `train`."""
