using System.Text.Json.Serialization;

namespace HmRnnInk.App.Documents;

/// <summary>Source-generated serialisation of documents without reflection: camelCase names, null members omitted.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = DocumentLimits.MaximumDepth)]
[JsonSerializable(typeof(DocumentHeader))]
[JsonSerializable(typeof(DocumentV1))]
[JsonSerializable(typeof(JournalV1.Header))]
[JsonSerializable(typeof(JournalV1.Change))]
internal sealed partial class DocumentJson : JsonSerializerContext;
