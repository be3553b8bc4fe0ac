#!/usr/bin/env bash
# Makes an image that keeps K3s's contract (command `server`, port 6443, kubeconfig at /etc/rancher/k3s/k3s.yaml) out of the programs
# that eng/build-kubernetes.sh builds: for showing that containers are handled well where the real image cannot be had. It is not K3s:
# no kubelet, no scheduler, and of the controllers only garbage collection, namespaces and service accounts with their tokens.
#
#   rex-sim run --cluster k3s --k3s-image "$(eng/k3s-stand-in.sh)"
#
# The last line printed is the image's name; everything else goes to standard error. Needs a Docker Engine (DOCKER_HOST), KUBEBUILDER_ASSETS,
# openssl, and busybox as one static program. Exit codes: 0 there it is; 1 it failed; 3 something that it needs is missing.
set -euo pipefail

image=rex-k3s-stand-in:1.20
cannot=3

refuse() {
  printf 'Cannot make the stand-in of K3s: %s\n' "$*" >&2
  exit $cannot
}

command -v docker >/dev/null || refuse "there is no docker client."
command -v openssl >/dev/null || refuse "there is no openssl."
busybox=$(command -v busybox) || refuse "there is no busybox (Debian: busybox-static)."
case $(ldd "$busybox" 2>&1) in *'=>'*) refuse "busybox is not static (Debian: busybox-static)." ;; esac
[ -x "${KUBEBUILDER_ASSETS:-}/kube-controller-manager" ] || refuse "KUBEBUILDER_ASSETS names no folder with kube-apiserver, etcd and kube-controller-manager."
docker version >/dev/null 2>&1 || refuse "no Docker Engine answers."

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root"/{bin,etc,tmp,run,var,lib64,lib/x86_64-linux-gnu,opt/keys}
cp "$busybox" "$root/bin/busybox"
for tool in sh cat kill sleep mkdir base64 tr; do ln -sf busybox "$root/bin/$tool"; done
cp "$KUBEBUILDER_ASSETS"/{etcd,kube-apiserver,kube-controller-manager} "$root/bin/"
# What etcd is linked with.
ldd "$root/bin/etcd" | grep -oE '/[^ ]+' | while read -r library; do
  mkdir -p "$root$(dirname "$library")"
  cp -L "$library" "$root$library"
done
openssl genrsa -out "$root/opt/keys/accounts.key" 2048 2>/dev/null
openssl rsa -in "$root/opt/keys/accounts.key" -pubout -out "$root/opt/keys/accounts.pub" 2>/dev/null
openssl rand -hex 24 >"$root/opt/keys/token"

cat >"$root/bin/k3s" <<'K3S'
#!/bin/sh
# Stands in for K3s: see eng/k3s-stand-in.sh of Rex.
[ "$1" = server ] || { echo "unknown command: $1"; exit 1; }
trap 'exit 0' TERM INT
token=$(cat /opt/keys/token)
mkdir -p /run/certificates /etc/rancher/k3s
echo "$token,admin,admin,system:masters" >/run/tokens.csv
etcd --data-dir=/var/etcd --log-level=error --logger=zap &
kube-apiserver --etcd-servers=http://127.0.0.1:2379 --bind-address=0.0.0.0 --advertise-address=127.0.0.1 --secure-port=6443 \
  --cert-dir=/run/certificates --token-auth-file=/run/tokens.csv --authorization-mode=RBAC --endpoint-reconciler-type=none \
  --service-account-issuer=https://kubernetes.default.svc --service-account-key-file=/opt/keys/accounts.pub \
  --service-account-signing-key-file=/opt/keys/accounts.key --api-audiences=api --service-cluster-ip-range=10.0.0.0/24 \
  --feature-gates=ServerSideApply=false --allow-privileged=true &
server=$!
while [ ! -s /run/certificates/apiserver.crt ]; do
  kill -s 0 $server || exit 1
  sleep 0.1
done
cat >/run/k3s.yaml <<YAML
apiVersion: v1
kind: Config
clusters:
- name: default
  cluster:
    server: https://127.0.0.1:6443
    certificate-authority-data: $(base64 /run/certificates/apiserver.crt | tr -d '\n')
users:
- name: default
  user:
    token: $token
contexts:
- name: default
  context:
    cluster: default
    user: default
current-context: default
YAML
cat /run/k3s.yaml >/etc/rancher/k3s/k3s.yaml
kube-controller-manager --kubeconfig=/run/k3s.yaml --controllers=garbagecollector,namespace,serviceaccount,serviceaccount-token \
  --service-account-private-key-file=/opt/keys/accounts.key --leader-elect=false --port=0 --secure-port=0 &
wait $server
K3S
chmod +x "$root/bin/k3s"
tar -C "$root" -c . | docker import --change 'ENTRYPOINT ["/bin/k3s"]' --change 'ENV PATH=/bin' --change 'LABEL rex.agents.platform/unprivileged=true' - "$image" >&2
printf '%s\n' "$image"
