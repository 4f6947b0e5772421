using System.Text.Json.Serialization;

namespace HmRnnInk.Ink;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 16)]
[JsonSerializable(typeof(PageJson))]
internal sealed partial class PageJsonContext : JsonSerializerContext;
