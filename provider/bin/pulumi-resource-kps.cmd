@node "%~dp0pulumi-resource-kps" %*
