"""One key pair, bound to every server that the configuration names."""

import os

import pulumi
import pulumi_huaweicloud_kps as kps

config = pulumi.Config()

# Server ids, each under a short name.
servers: dict[str, str] = config.require_object("servers")

# The key pair to use now, then earlier ones, whose private keys still open servers until they are replaced.
key_names: list[str] = config.get_object("keyNames") or ["quickstart"]
key_directory = config.get("keyDirectory") or os.path.expanduser("~/.ssh")


def private_key_file(name: str) -> str:
    return os.path.join(key_directory, f"{name}.pem")


# Made on this machine: the private key stays in its file, Huawei Cloud gets the public half.
pair = kps.KeyPair("keys", name=key_names[0], private_key_file=private_key_file(key_names[0]))

for name, server_id in servers.items():
    kps.KeyPairBinding(
        name,
        server_id=server_id,
        key_pair_name=pair.name,
        key_pair_fingerprint=pair.fingerprint,
        # Ways into the server; the one that fits is used. All are references, so no secret is in the state.
        auth=[
            kps.AuthArgs(password_env=f"ROOT_PASSWORD_{name.upper()}"),
            *(kps.AuthArgs(private_key_file=private_key_file(each)) for each in key_names),
        ],
        # How long a step may take; an interrupted or late one is resumed by the next run.
        opts=pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(create="10m", update="10m")),
    )

pulumi.export("fingerprint", pair.fingerprint)
