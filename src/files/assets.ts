/** A file of `static/` with the hash that its address carries; where the bytes lie is the platform's matter. */
export type Asset = {
  readonly type: string
  readonly hash: string
  readonly body: () => AssetBody | Promise<AssetBody>
}

export type AssetBody = Uint8Array<ArrayBuffer> | ReadableStream | null
