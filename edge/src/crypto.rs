//! Signatures that the runtime checks: RSA would cost more WebAssembly than everything else together.

use crate::store::kv::reason;
use js_sys::{Array, JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["crypto", "subtle"], js_name = importKey, catch)]
    async fn import_key(
        format: &str,
        key: &JsValue,
        algorithm: &JsValue,
        extractable: bool,
        usages: &Array,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["crypto", "subtle"], js_name = verify, catch)]
    async fn verify(
        algorithm: &JsValue,
        key: &JsValue,
        signature: &Uint8Array,
        data: &Uint8Array,
    ) -> Result<JsValue, JsValue>;
}

/// Whether a JSON Web Key made this signature over the data, by RSASSA-PKCS1-v1_5 with SHA-256.
///
/// # Errors
/// What the runtime says of a key that it can't use.
pub(crate) async fn rs256(jwk: &str, data: &[u8], signature: &[u8]) -> Result<bool, String> {
    let failed = |error| reason(error).0;
    let algorithm = Object::new();
    for (name, value) in [("name", "RSASSA-PKCS1-v1_5"), ("hash", "SHA-256")] {
        Reflect::set(&algorithm, &name.into(), &value.into()).map_err(failed)?;
    }
    let jwk = JSON::parse(jwk).map_err(failed)?;
    let usages = Array::of1(&"verify".into());
    let key = import_key("jwk", &jwk, &algorithm, false, &usages)
        .await
        .map_err(failed)?;
    let signature = Uint8Array::from(signature);
    let good = verify(&algorithm, &key, &signature, &Uint8Array::from(data))
        .await
        .map_err(failed)?;
    Ok(good.is_truthy())
}
