// Distances to shapes in pixels, and the blending of colours, for several shaders.

// The distance outside of a rectangle around the origin with round corners; negative inside.
float roundedBox(vec2 p, vec2 halfSize, float radius)
{
    vec2 q = abs(p) - halfSize + radius;
    return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - radius;
}

// ends: x0 y0 x1 y1
float distanceToLine(vec2 point, vec4 ends)
{
    vec2 along = ends.zw - ends.xy;
    float t = clamp(dot(point - ends.xy, along) / max(dot(along, along), 1e-12), 0.0, 1.0);
    return distance(point, ends.xy + along * t);
}

void blendOver(inout vec3 colour, vec4 over, float amount)
{
    colour = mix(colour, over.rgb, over.a * amount);
}
