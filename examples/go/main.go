// One key pair, bound to every server that the configuration names.
package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
	"pulumi-huaweicloud-kps.example/sdk/go/kps"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		settings := config.New(ctx, "")

		// Server ids, each under a short name.
		var servers map[string]string
		settings.RequireObject("servers", &servers)

		// The key pair to use now, then earlier ones, whose private keys still open servers until they are replaced.
		keyNames := []string{"quickstart"}
		if settings.Get("keyNames") != "" {
			settings.RequireObject("keyNames", &keyNames)
		}
		keyDirectory := settings.Get("keyDirectory")
		if keyDirectory == "" {
			home, err := os.UserHomeDir()
			if err != nil {
				return err
			}
			keyDirectory = filepath.Join(home, ".ssh")
		}
		privateKeyFile := func(name string) pulumi.String {
			return pulumi.String(filepath.Join(keyDirectory, name+".pem"))
		}

		// Made on this machine: the private key stays in its file, Huawei Cloud gets the public half.
		pair, err := kps.NewKeyPair(ctx, "keys", &kps.KeyPairArgs{
			Name:           pulumi.String(keyNames[0]),
			PrivateKeyFile: privateKeyFile(keyNames[0]),
		})
		if err != nil {
			return err
		}

		for name, serverID := range servers {
			// Ways into the server; the one that fits is used. All are references, so no secret is in the state.
			auth := kps.AuthArray{
				&kps.AuthArgs{PasswordEnv: pulumi.String("ROOT_PASSWORD_" + strings.ToUpper(name))},
			}
			for _, each := range keyNames {
				auth = append(auth, &kps.AuthArgs{PrivateKeyFile: privateKeyFile(each)})
			}
			_, err := kps.NewKeyPairBinding(ctx, name, &kps.KeyPairBindingArgs{
				ServerId:           pulumi.String(serverID),
				KeyPairName:        pair.Name,
				KeyPairFingerprint: pair.Fingerprint,
				Auth:               auth,
			}, pulumi.Timeouts(&pulumi.CustomTimeouts{Create: "10m", Update: "10m"}))
			if err != nil {
				return err
			}
		}

		ctx.Export("fingerprint", pair.Fingerprint)
		return nil
	})
}
