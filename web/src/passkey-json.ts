// Between the server's JSON and what `navigator.credentials` takes and gives: the browser's own way, and ours where it has none.

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}

function described(list: PublicKeyCredentialDescriptorJSON[] | undefined): PublicKeyCredentialDescriptor[] {
  return (list ?? []).map(({ id }) => ({ id: bytes(id), type: "public-key" }));
}

/** The options of a new passkey. */
export function toCreation(options: PublicKeyCredentialCreationOptionsJSON): PublicKeyCredentialCreationOptions {
  if (typeof PublicKeyCredential.parseCreationOptionsFromJSON === "function") return PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const { authenticatorSelection, pubKeyCredParams, rp, timeout, user } = options;
  return {
    attestation: "none",
    challenge: bytes(options.challenge),
    excludeCredentials: described(options.excludeCredentials),
    pubKeyCredParams,
    rp,
    user: { ...user, id: bytes(user.id) },
    ...(authenticatorSelection && { authenticatorSelection }),
    ...(timeout !== undefined && { timeout }),
  };
}

/** The options of signing in. */
export function toRequest(options: PublicKeyCredentialRequestOptionsJSON): PublicKeyCredentialRequestOptions {
  if (typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function") return PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const { rpId, timeout } = options;
  return {
    challenge: bytes(options.challenge),
    userVerification: "required",
    ...(rpId !== undefined && { rpId }),
    ...(timeout !== undefined && { timeout }),
  };
}

/** What the browser gave, for the server. Some password managers stand in for the browser and do not know how to write themselves down. */
export function fromCredential(credential: PublicKeyCredential): unknown {
  try {
    return credential.toJSON();
  } catch {
    return { clientExtensionResults: {}, id: credential.id, rawId: text(credential.rawId), response: answered(credential.response), type: credential.type };
  }
}

function answered(response: AuthenticatorResponse): Record<string, unknown> {
  const clientDataJSON = text(response.clientDataJSON);
  if ("attestationObject" in response) {
    return { attestationObject: text((response as AuthenticatorAttestationResponse).attestationObject), clientDataJSON };
  }
  const { authenticatorData, signature, userHandle } = response as AuthenticatorAssertionResponse;
  return { authenticatorData: text(authenticatorData), clientDataJSON, signature: text(signature), userHandle: userHandle && text(userHandle) };
}
