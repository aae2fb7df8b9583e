"""What Discord and the terminal show. Pure: values in, payloads out; limits are kept by construction."""
